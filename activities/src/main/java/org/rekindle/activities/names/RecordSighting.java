// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a name where they are kept, before one is changed.
 *
 * @param alias to which a CNAME record leads, null when there is none
 * @param addresses of its A and AAAA records, in the form of {@link InetAddress#getHostAddress}
 */
record RecordSighting(String name, @Nullable String alias, List<String> addresses) {}
