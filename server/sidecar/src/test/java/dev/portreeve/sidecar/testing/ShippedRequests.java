package dev.portreeve.sidecar.testing;

import dev.portreeve.engine.LoadResult;
import dev.portreeve.engine.PolicySetFiles;
import dev.portreeve.engine.PolicySetLoader;
import dev.portreeve.engine.cases.Case;
import dev.portreeve.engine.cases.CaseSet;
import dev.portreeve.engine.cases.SetDirectory;
import dev.portreeve.engine.schema.Schema;
import dev.portreeve.engine.testing.Repository;
import java.io.IOException;
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
    Map<String, String> texts = SetDirectory.read(Repository.set("postman"));
    LoadResult.Loaded set = (LoadResult.Loaded) PolicySetLoader.load(PolicySetFiles.of(texts));
    CaseSet cases = CaseSet.read(set.snapshot(), texts, new ArrayList<>());
    List<Map<String, Object>> requests = new ArrayList<>();
    for (Case one : cases.cases()) {
      requests.add(one.request().json());
    }
    return new ShippedRequests(set.snapshot().schema(), requests);
  }
}
