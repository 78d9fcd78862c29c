-- Sends the bodies of a file, a line each, in turn. What came is printed at the end: wrk has counted
-- the answers, their bytes and what went wrong, so nothing is done while it runs.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

local requests, count, at = {}, 0, 0

function init(args)
  for body in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format(nil, nil, nil, body)
  end
  count = #requests
end

function request()
  at = at % count + 1
  return requests[at]
end

function done(summary, latency)
  local e = summary.errors
  print(string.format("answers=%d bytes=%d micros=%d statuses=%d broken=%d p50=%d p99=%d",
    summary.requests, summary.bytes, summary.duration, e.status,
    e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99)))
end
