// SPDX-License-Identifier: Apache-2.0
/** Nodes whose pods really run, for real hubs: kubelet, containerd and runc in namespaces of the kernel, and what is public around them. */
@NullMarked
package org.rekindle.lab.realhubs;

import org.jspecify.annotations.NullMarked;
