/**
 * JSON Schemas of a set's own files, by which a YAML language server completes and checks; {@link
 * dev.portreeve.workbench.editor.EditorSchemas} makes them.
 */
@NullMarked
package dev.portreeve.workbench.editor;

import org.jspecify.annotations.NullMarked;
