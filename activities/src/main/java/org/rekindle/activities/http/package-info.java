// SPDX-License-Identifier: Apache-2.0
/** Addresses of HTTP services, as people and catalogues write them, and what of them may be shown. */
@NullMarked
package org.rekindle.activities.http;

import org.jspecify.annotations.NullMarked;
