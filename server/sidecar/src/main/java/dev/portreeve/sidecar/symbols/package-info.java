/**
 * What the readers of JSON and of protobuf share: {@link SymbolTable} finds the names and words of
 * a schema in the bytes without making strings of them first.
 */
@NullMarked
package dev.portreeve.sidecar.symbols;

import org.jspecify.annotations.NullMarked;
