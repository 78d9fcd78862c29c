/** What a policy author runs before a policy reaches production; one package per verb. */
@NullMarked
package dev.portreeve.workbench;

import org.jspecify.annotations.NullMarked;
