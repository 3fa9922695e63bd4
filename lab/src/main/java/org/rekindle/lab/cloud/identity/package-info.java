// SPDX-License-Identifier: Apache-2.0
/** Keystone v3 as far as clients of Magnum use it: tokens that expire, projects, application credentials, catalogue. */
@NullMarked
package org.rekindle.lab.cloud.identity;

import org.jspecify.annotations.NullMarked;
