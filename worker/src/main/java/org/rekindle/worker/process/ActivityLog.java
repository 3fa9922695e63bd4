// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.failure.ApplicationFailure;
import org.rekindle.workflows.model.FailureCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each failed try of an activity in one line; a look that found that something is not there yet is no failure. */
final class ActivityLog extends WorkerInterceptorBase {

    private static final Logger LOG = LoggerFactory.getLogger(ActivityLog.class);

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Logging(next);
    }

    private static final class Logging extends ActivityInboundCallsInterceptorBase {

        @SuppressWarnings("NullAway.Init")
        private ActivityExecutionContext context;

        Logging(ActivityInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(ActivityExecutionContext activity) {
            context = activity;
            super.init(activity);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            try {
                return super.execute(input);
            } catch (ApplicationFailure failure) {
                if (!failure.getType().equals(FailureCode.STILL_WAITING.name())) {
                    tell(failure.getType() + ": " + failure.getOriginalMessage());
                }
                throw failure;
            } catch (RuntimeException failure) {
                tell(failure.toString());
                throw failure;
            }
        }

        private void tell(String what) {
            ActivityInfo info = context.getInfo();
            LOG.warn("{} of {}, try {}: {}", info.getActivityType(), info.getWorkflowId(), info.getAttempt(), what);
        }
    }
}
