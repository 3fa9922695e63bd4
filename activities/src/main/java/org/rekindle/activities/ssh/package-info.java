// SPDX-License-Identifier: Apache-2.0
/** Reaches the machines of a control plane by SSH, with Apache MINA SSHD. */
@NullMarked
package org.rekindle.activities.ssh;

import org.jspecify.annotations.NullMarked;
