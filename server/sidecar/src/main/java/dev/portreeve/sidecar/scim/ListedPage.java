package dev.portreeve.sidecar.scim;

import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.resources.ResourceNode;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.server.filter.AttributeExpressionLeaf;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Picks a page out of what a team has, without keeping resources that are not on it. */
final class ListedPage {
  private static final int PORTION = 200;

  private final ServiceProvider provider;
  private final long start;
  private final int count;

  /**
   * @param start counted from 1
   * @param count how many at most
   */
  ListedPage(ServiceProvider provider, long start, int count) {
    this.provider = provider;
    this.start = start;
    this.count = count;
  }

  /**
   * The page.
   *
   * @param filter as asked for; null: everything
   * @param shown makes the resource of an item
   */
  <I, T extends ResourceNode> PartialListResponse<T> of(
      Collection<I> items, @Nullable FilterNode filter, Function<I, T> shown) {
    List<T> page = new ArrayList<>();
    long matches = 0;
    List<T> portion = new ArrayList<>();
    int left = items.size();
    for (I item : items) {
      left--;
      if (filter == null) {
        matches++;
        if (onPage(matches)) {
          page.add(shown.apply(item));
        }
        continue;
      }
      portion.add(shown.apply(item));
      if (portion.size() == PORTION || left == 0) {
        for (T match : FilterResourceResolver.filterResources(provider, portion, filter)) {
          matches++;
          if (onPage(matches)) {
            page.add(match);
          }
        }
        portion.clear();
      }
    }
    return PartialListResponse.<T>builder().resources(page).totalResults(matches).build();
  }

  private boolean onPage(long match) {
    return match >= start && match < start + count;
  }

  /**
   * The text that an attribute must equal by a filter that says nothing else, in lower case; empty
   * for any other filter. It saves making the resources that cannot match.
   */
  static Optional<String> wanted(@Nullable FilterNode filter, String attribute) {
    return filter instanceof AttributeExpressionLeaf leaf
            && leaf.getComparator() == Comparator.EQ
            && leaf.getShortName().equalsIgnoreCase(attribute)
        ? leaf.getStringValue().map(text -> text.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
