-- Asks Portreeve whether the request may pass, and leaves the answer in variables of the
-- transaction. Whatever goes wrong, the status is one that the configuration does not let through.

-- HAProxy tries four times, each for so long: two seconds in all.
local MILLISECONDS = 500

local function first(values)
  return values and values[0] or ""
end

local function ask(txn, url)
  return core.httpclient():get{
    url = url,
    timeout = MILLISECONDS,
    headers = {
      ["x-original-method"] = { txn.sf:method() },
      ["x-original-uri"] = { txn.sf:pathq() },
      ["x-original-host"] = { txn.sf:req_hdr("host") },
      ["x-user"] = { txn.sf:http_auth_user() },
      ["x-team"] = { txn:get_var("txn.team") or "" },
      ["x-workspace-role"] = { txn:get_var("txn.workspace_role") or "" },
    },
  }
end

core.register_action("portreeve", { "http-req" }, function(txn, url)
  txn:set_var("txn.portreeve_status", 0)
  local asked, answer = pcall(ask, txn, url)
  if not asked or answer == nil or answer.status == nil then
    core.Warning("portreeve did not answer")
    return
  end
  txn:set_var("txn.portreeve_status", answer.status)
  local headers = answer.headers or {}
  txn:set_var("txn.portreeve_subject", first(headers["x-portreeve-subject"]))
  txn:set_var("txn.portreeve_reason", first(headers["x-portreeve-reason"]))
  txn:set_var("txn.portreeve_version", first(headers["x-portreeve-policy-version"]))
end, 1)
