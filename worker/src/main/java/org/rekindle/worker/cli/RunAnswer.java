// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

/** What a run answered. */
record RunAnswer(String cluster, String answer) {}
