// SPDX-License-Identifier: Apache-2.0
/** The lab with a real Keystone, a real Magnum and the real controllers of Cluster API, as processes on this machine. */
@NullMarked
package org.rekindle.lab.realopenstack;

import org.jspecify.annotations.NullMarked;
