/** What proxies ask, from endpoints of their own up to real proxies in front of a real upstream. */
@NullMarked
package dev.portreeve.sidecar.proxy;

import org.jspecify.annotations.NullMarked;
