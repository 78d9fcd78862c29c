/** Which decisions change from one version of a policy set to another. */
@NullMarked
package dev.portreeve.workbench.difference;

import org.jspecify.annotations.NullMarked;
