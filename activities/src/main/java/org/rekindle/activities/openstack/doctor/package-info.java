// SPDX-License-Identifier: Apache-2.0
/**
 * Looks at a cloud and says what would stop a recovery there, each finding with its cure. It sends nothing but GET requests
 * and the login.
 */
@NullMarked
package org.rekindle.activities.openstack.doctor;

import org.jspecify.annotations.NullMarked;
