// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.workflows.decide;

import io.temporal.workflow.Workflow;

final class AsksTemporal {
    long ask() {
        return Workflow.currentTimeMillis();
    }
}
