// SPDX-License-Identifier: Apache-2.0
/**
 * A BinderHub and a JupyterHub as their users meet them, behind the public address of a cluster: real HTTP and event
 * streams, real build and user pods in the cluster, no code of Jupyter.
 */
@NullMarked
package org.rekindle.lab.hub;

import org.jspecify.annotations.NullMarked;
