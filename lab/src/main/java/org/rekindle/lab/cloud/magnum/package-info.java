// SPDX-License-Identifier: Apache-2.0
/**
 * Magnum's API 1.1 to 1.14 with the behaviour of magnum-capi-helm behind it, as recorded from Magnum 23.0.0 and
 * magnum-capi-helm 1.4.0.
 */
@NullMarked
package org.rekindle.lab.cloud.magnum;

import org.jspecify.annotations.NullMarked;
