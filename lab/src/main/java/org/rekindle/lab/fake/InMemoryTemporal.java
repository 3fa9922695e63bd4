// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.fake;

import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.rekindle.activities.heartbeat.HeartbeatInterceptor;
import org.rekindle.workflows.api.SearchAttributes;

/** A Temporal server in memory, set up as the shipped worker needs it. */
public final class InMemoryTemporal {

    private InMemoryTemporal() {}

    /**
     * Starts one.
     *
     * @param skipsTime whether time passes at once while nothing works
     */
    public static TestWorkflowEnvironment start(boolean skipsTime) {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(skipsTime)
                .setWorkflowClientOptions(
                        WorkflowClientOptions.newBuilder().setIdentity("lab").build())
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(new HeartbeatInterceptor(), new TestServerDeadlines())
                        .build());
        SearchAttributes.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        return TestWorkflowEnvironment.newInstance(options.build());
    }

    /** The clock of such a server, which runs ahead when time is skipped. */
    public static Clock clock(TestWorkflowEnvironment temporal) {
        InstantSource time = () -> Instant.ofEpochMilli(temporal.currentTimeMillis());
        return time.withZone(ZoneOffset.UTC);
    }
}
