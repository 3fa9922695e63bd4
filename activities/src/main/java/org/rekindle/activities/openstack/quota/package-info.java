// SPDX-License-Identifier: Apache-2.0
/**
 * How much the project may have, how much it has, and how much a cluster takes up. It only looks.
 */
@NullMarked
package org.rekindle.activities.openstack.quota;

import org.jspecify.annotations.NullMarked;
