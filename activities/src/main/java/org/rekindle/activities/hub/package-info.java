// SPDX-License-Identifier: Apache-2.0
/** Talks to JupyterHub and BinderHub as their users do. */
@NullMarked
package org.rekindle.activities.hub;

import org.jspecify.annotations.NullMarked;
