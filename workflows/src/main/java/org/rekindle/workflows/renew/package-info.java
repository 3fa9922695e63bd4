// SPDX-License-Identifier: Apache-2.0
/** Renews certificates where they lie: on the control plane's machines, by SSH. */
@NullMarked
package org.rekindle.workflows.renew;

import org.jspecify.annotations.NullMarked;
