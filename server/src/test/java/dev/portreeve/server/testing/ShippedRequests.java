package dev.portreeve.server.testing;

import dev.portreeve.policy.LoadResult;
import dev.portreeve.policy.PolicySetFiles;
import dev.portreeve.policy.PolicySetLoader;
import dev.portreeve.policy.cases.Case;
import dev.portreeve.policy.cases.CaseSet;
import dev.portreeve.policy.cases.SetDirectory;
import dev.portreeve.policy.schema.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the cases of the shipped set ask.
 *
 * @param schema the set's
 * @param requests as JSON, in maps and lists
 */
public record ShippedRequests(Schema schema, List<Map<String, Object>> requests) {

  public static ShippedRequests load() throws IOException {
    Map<String, String> texts = SetDirectory.read(Path.of("..", "policies", "sets", "postman"));
    LoadResult.Loaded set = (LoadResult.Loaded) PolicySetLoader.load(PolicySetFiles.of(texts));
    CaseSet cases = CaseSet.read(set.snapshot(), texts, new ArrayList<>());
    List<Map<String, Object>> requests = new ArrayList<>();
    for (Case one : cases.cases()) {
      requests.add(one.request().json());
    }
    return new ShippedRequests(set.snapshot().schema(), requests);
  }
}
