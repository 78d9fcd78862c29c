package dev.portreeve.bench.handwritten;

import dev.portreeve.engine.cases.CaseRequest;
import dev.portreeve.engine.cases.CaseTeam;
import org.jspecify.annotations.Nullable;

/**
 * One check in fields of their own types, as a decoder written for these five actions would leave
 * it.
 *
 * @param subject who asks
 * @param target what is asked for
 * @param share what is shared with whom
 * @param availableSeats free seats
 * @param partnerManagerAssigned whether the team has a Partner Manager; null when nobody says
 * @param communityManagerAssigned likewise
 * @param approved whether somebody has approved it
 * @param org the team that governs the check
 */
public record HandCheck(
    HandSubject subject,
    HandResource target,
    Share share,
    int availableSeats,
    @Nullable Boolean partnerManagerAssigned,
    @Nullable Boolean communityManagerAssigned,
    boolean approved,
    HandTeam org) {

  /**
   * What an element is shared as, and with whom.
   *
   * @param role null when none is given
   */
  record Share(@Nullable String role, RecipientKind kind, String id, boolean inWorkspace) {}

  /** What a recipient is. */
  enum RecipientKind {
    MEMBER("member"),
    GROUP("group"),
    EXTERNAL("external");

    final String code;

    RecipientKind(String code) {
      this.code = code;
    }
  }

  /** Whether there is a Partner Manager, or null when neither the request nor the team tells. */
  @Nullable Boolean hasPartnerManager() {
    return partnerManagerAssigned != null ? partnerManagerAssigned : org.has("partner_manager");
  }

  /** Whether there is a Community Manager, or null when neither the request nor the team tells. */
  @Nullable Boolean hasCommunityManager() {
    return communityManagerAssigned != null
        ? communityManagerAssigned
        : org.has("community_manager");
  }

  /** The same check as a case of the set states it. */
  public static HandCheck of(CaseRequest request, CaseTeam team) {
    HandFacts action = new HandFacts(request.actionProperties());
    HandFacts recipient = action.facts("recipient");
    HandFacts context = new HandFacts(request.context());
    Share share =
        new Share(
            action.textOrNull("role"),
            recipient.value("kind", RecipientKind.class, RecipientKind.MEMBER),
            recipient.text("id", ""),
            recipient.flag("has_workspace_access", false));
    return new HandCheck(
        HandSubject.of(request.subject()),
        HandResource.of(request.resource()),
        share,
        (int) context.number("available_seats", 0),
        context.flagOrNull("partner_manager_assigned"),
        context.flagOrNull("community_manager_assigned"),
        context.facts("approval").flag("granted", false),
        HandTeam.of(new HandFacts(team.raw())));
  }
}
