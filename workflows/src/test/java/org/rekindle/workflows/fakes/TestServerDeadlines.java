// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.fakes;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;

/**
 * Lets the test server keep every deadline.
 *
 * <p>The test server of the Java SDK 1.38 retries an activity for ever when its schedule-to-close deadline falls on a whole second:
 * {@code TestServiceRetryState} takes a time without nanoseconds for no time. Its clock counts in milliseconds, so that happens to one
 * deadline in a thousand. One nanosecond more makes it happen to none.
 */
final class TestServerDeadlines extends WorkerInterceptorBase {

    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
        return new WorkflowInboundCallsInterceptorBase(next) {
            @Override
            public void init(WorkflowOutboundCallsInterceptor calls) {
                super.init(new OffTheWholeSecond(calls));
            }
        };
    }

    private static final class OffTheWholeSecond extends WorkflowOutboundCallsInterceptorBase {

        OffTheWholeSecond(WorkflowOutboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
            ActivityOptions options = input.getOptions();
            ActivityOptions later = ActivityOptions.newBuilder(options)
                    .setScheduleToCloseTimeout(
                            options.getScheduleToCloseTimeout().plusNanos(1))
                    .build();
            return super.executeActivity(new ActivityInput<>(
                    input.getActivityName(),
                    input.getResultClass(),
                    input.getResultType(),
                    input.getArgs(),
                    later,
                    input.getHeader()));
        }
    }
}
