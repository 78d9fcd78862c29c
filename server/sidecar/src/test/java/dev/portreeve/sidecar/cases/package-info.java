/** The cases of the shipped sets over the wire; start at {@link ShippedCasesIT}. */
@NullMarked
package dev.portreeve.sidecar.cases;

import org.jspecify.annotations.NullMarked;
