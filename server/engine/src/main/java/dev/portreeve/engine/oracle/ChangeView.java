package dev.portreeve.engine.oracle;

import dev.portreeve.engine.facts.Change;
import dev.portreeve.engine.lang.Variables;
import dev.portreeve.engine.schema.Schema;

/** The proposed change of a setting, and the settings as they would be. */
@SuppressWarnings("Immutable") // see View
final class ChangeView extends View {
  private final Change change;
  private final Schema schema;

  ChangeView(Change change, Schema schema) {
    super(Variables.CHANGE);
    this.change = change;
    this.schema = schema;
  }

  @Override
  Object read(String field) {
    return field.equals(Variables.SETTINGS) ? new After() : change.field(field);
  }

  @Override
  Object has(String field) {
    return true;
  }

  @Override
  String path(String field) {
    return Variables.CHANGE + "." + field;
  }

  /** The settings with the proposed one in place. */
  @SuppressWarnings("Immutable") // see View
  private final class After extends View {
    After() {
      super(Variables.SETTINGS);
    }

    @Override
    Object read(String field) {
      return change.settingAfter(schema.settingsType().indexOf(field));
    }

    @Override
    Object has(String field) {
      return true;
    }

    @Override
    String path(String field) {
      return Variables.SETTINGS + "." + field;
    }
  }
}
