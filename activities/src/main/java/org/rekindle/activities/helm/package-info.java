// SPDX-License-Identifier: Apache-2.0
/** Deploys releases with Helm in a child process, so that its native code can neither hurt the worker nor outlive it. */
@NullMarked
package org.rekindle.activities.helm;

import org.jspecify.annotations.NullMarked;
