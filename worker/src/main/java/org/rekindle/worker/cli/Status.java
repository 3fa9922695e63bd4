// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.rekindle.worker.runs.PendingCall;
import org.rekindle.workflows.model.run.RecoveryView;

/** A run for programs: its view, and beside it the calls that it waits for. */
record Status(@JsonUnwrapped RecoveryView view, List<PendingCall> pending) {}
