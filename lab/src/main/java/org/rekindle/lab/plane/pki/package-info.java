// SPDX-License-Identifier: Apache-2.0
/** The certificates of a control plane, laid out and named as kubeadm does it. */
@NullMarked
package org.rekindle.lab.plane.pki;

import org.jspecify.annotations.NullMarked;
