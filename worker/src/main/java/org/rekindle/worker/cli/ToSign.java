// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import java.time.Instant;

/** What must be signed, for programs. */
record ToSign(String cluster, String text, Instant at) {}
