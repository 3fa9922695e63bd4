// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.temporal.failure.ApplicationFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rekindle.workflows.model.run.FailureCode;

/** Looks at the failures that activities throw. */
public final class FailureAssertions {

    private FailureAssertions() {}

    /** The failure that a call throws, also when Temporal has wrapped it. */
    public static ApplicationFailure failure(FailureCode code, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).as("something is thrown").isNotNull();
        Throwable cause = thrown;
        while (!(cause instanceof ApplicationFailure) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertThat(cause).as(everything(thrown)).isInstanceOf(ApplicationFailure.class);
        ApplicationFailure failure = (ApplicationFailure) cause;
        assertThat(failure.getType()).as(failure.getMessage()).isEqualTo(code.name());
        assertThat(failure.isNonRetryable()).isEqualTo(!code.triedAgain());
        assertThat(everything(thrown)).doesNotContain(FakeCloud.PASSWORD).doesNotContain("gAAAA");
        return failure;
    }

    /** All that a log or a history could show of it. */
    static String everything(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
