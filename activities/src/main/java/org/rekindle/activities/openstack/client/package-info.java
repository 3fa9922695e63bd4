// SPDX-License-Identifier: Apache-2.0
/**
 * Sends requests to the services of one cloud: login, endpoint, HTTP, pages of a list, and the meaning of an error. It knows no
 * cluster.
 */
@NullMarked
package org.rekindle.activities.openstack.client;

import org.jspecify.annotations.NullMarked;
