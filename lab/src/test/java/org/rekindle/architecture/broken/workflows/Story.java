// SPDX-License-Identifier: Apache-2.0
package org.rekindle.architecture.broken.workflows;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

@WorkflowInterface
public interface Story {
    @WorkflowMethod
    void tell();
}
