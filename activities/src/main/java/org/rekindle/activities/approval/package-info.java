// SPDX-License-Identifier: Apache-2.0
/**
 * Signatures of approvers, in the format SSHSIG that {@code ssh-keygen -Y sign} writes. Keys are read and signatures verified by
 * Apache MINA SSHD; only the small frame around them is read here, since no library that is kept reads it for a namespace of ours.
 *
 * @see <a href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig">PROTOCOL.sshsig</a>
 */
@NullMarked
package org.rekindle.activities.approval;

import org.jspecify.annotations.NullMarked;
