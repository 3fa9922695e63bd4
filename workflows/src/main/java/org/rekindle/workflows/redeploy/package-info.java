// SPDX-License-Identifier: Apache-2.0
/** Brings the hubs onto a cluster that stands, when somebody asks. */
@NullMarked
package org.rekindle.workflows.redeploy;

import org.jspecify.annotations.NullMarked;
