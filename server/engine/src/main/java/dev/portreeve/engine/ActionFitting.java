package dev.portreeve.engine;

import dev.portreeve.engine.facts.Frame;
import dev.portreeve.engine.schema.ActionSpec;
import dev.portreeve.engine.schema.Entity;
import dev.portreeve.engine.schema.Schema;

/** What becomes of the facts of a request for one action. Immutable. */
final class ActionFitting {
  private final TypeNames resourceTypes;
  private final FactFitting[] bySubjectType;
  private final FactFitting[] byResourceType;
  private final FactFitting ofAction;
  private final FactFitting ofContext;

  ActionFitting(Schema schema, ActionSpec spec) {
    this.resourceTypes = new TypeNames(spec.resourceTypes());
    this.bySubjectType = FactFitting.of(schema, spec, Entity.SUBJECT);
    this.byResourceType = FactFitting.of(schema, spec, Entity.RESOURCE);
    this.ofAction = FactFitting.of(schema, spec, Entity.ACTION)[0];
    this.ofContext = FactFitting.of(schema, spec, Entity.CONTEXT)[0];
  }

  /**
   * Fits a frame's facts to its types; false when the action takes no such resource.
   *
   * @param subjectType the index of the subject's type among those of the schema
   */
  boolean apply(Frame frame, int subjectType) {
    int resourceType = resourceTypes.indexOf(frame.resourceType());
    if (resourceType < 0) {
      return false;
    }
    bySubjectType[subjectType].apply(frame);
    byResourceType[resourceType].apply(frame);
    ofAction.apply(frame);
    ofContext.apply(frame);
    return true;
  }
}
