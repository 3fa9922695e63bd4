// SPDX-License-Identifier: Apache-2.0
/** OpenStack: identity, Magnum, and what else a project holds; on the extension points of openstack4j. */
@NullMarked
package org.rekindle.activities.openstack;

import org.jspecify.annotations.NullMarked;
