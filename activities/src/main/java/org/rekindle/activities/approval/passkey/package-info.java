// SPDX-License-Identifier: Apache-2.0
/**
 * Approvals by passkeys (W3C Web Authentication). A passkey signs the hash of the approval's text, for one web page. WebAuthn4J reads
 * and verifies what the browser sends; nothing is kept between two checks.
 */
@NullMarked
package org.rekindle.activities.approval.passkey;

import org.jspecify.annotations.NullMarked;
