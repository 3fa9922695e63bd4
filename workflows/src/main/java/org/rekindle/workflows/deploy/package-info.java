// SPDX-License-Identifier: Apache-2.0
/** Brings the hubs onto a cluster as the fleet file's {@code deploy:} says, each kind of step by a class of its own. */
@NullMarked
package org.rekindle.workflows.deploy;

import org.jspecify.annotations.NullMarked;
