// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import com.uber.m3.tally.Scope;
import io.grpc.ClientInterceptor;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to Temporal that has been seen to work. */
public final class TemporalConnection implements AutoCloseable {

    private static final String DEFAULT_ADDRESS = "127.0.0.1:7233";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final String address;

    private TemporalConnection(WorkflowServiceStubs stubs, WorkflowClient client, String address) {
        this.stubs = stubs;
        this.client = client;
        this.address = address;
    }

    /**
     * Connects.
     *
     * @param interceptors of every call
     * @param metrics where the client's own metrics go, null for nowhere
     * @throws RunFailure when Temporal does not answer
     */
    public static TemporalConnection open(
            TemporalAddress wanted, @Nullable Scope metrics, ClientInterceptor... interceptors) {
        ClientConfigProfile profile = profile(wanted);
        WorkflowServiceStubsOptions.Builder options = TemporalToken.options(profile, System.getenv());
        List.of(interceptors).forEach(options::addGrpcClientInterceptor);
        String address = Objects.requireNonNullElse(profile.getAddress(), DEFAULT_ADDRESS);
        options.setTarget(address);
        if (metrics != null) {
            options.setMetricsScope(metrics);
        }
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(options.validateAndBuildWithDefaults());
        try {
            stubs.connect(PATIENCE);
        } catch (StatusRuntimeException | IllegalStateException e) {
            stubs.shutdownNow();
            throw unreachable(address, e);
        }
        WorkflowClientOptions clientOptions = profile.toWorkflowClientOptions();
        return new TemporalConnection(stubs, WorkflowClient.newInstance(stubs, clientOptions), address);
    }

    /** The client. */
    public WorkflowClient client() {
        return client;
    }

    /** The stubs beneath it. */
    public WorkflowServiceStubs stubs() {
        return stubs;
    }

    /** The address that answers. */
    public String address() {
        return address;
    }

    /** The namespace of our runs. */
    public String namespace() {
        return client.getOptions().getNamespace();
    }

    /**
     * The namespace that a connection to there has. Nothing is connected.
     *
     * @throws RunFailure when Temporal's environment configuration cannot be read
     */
    public static String namespaceOf(TemporalAddress wanted) {
        return WorkflowClientOptions.newBuilder(profile(wanted).toWorkflowClientOptions())
                .validateAndBuildWithDefaults()
                .getNamespace();
    }

    @Override
    public void close() {
        stubs.shutdown();
        if (!stubs.awaitTermination(2, TimeUnit.SECONDS)) {
            stubs.shutdownNow();
        }
    }

    static RunFailure unreachable(String address, Throwable cause) {
        return new RunFailure(
                RunFailure.Kind.UNREACHABLE,
                "No Temporal server answers at " + address
                        + ". Start one with `./rekindle up`, or name yours by TEMPORAL_ADDRESS or --address.",
                cause);
    }

    private static ClientConfigProfile profile(TemporalAddress wanted) {
        try {
            ClientConfigProfile.Builder profile = ClientConfigProfile.load().toBuilder();
            if (wanted.address() != null) {
                profile.setAddress(wanted.address());
            }
            if (wanted.namespace() != null) {
                profile.setNamespace(wanted.namespace());
            }
            return profile.build();
        } catch (IOException | RuntimeException e) {
            throw new RunFailure(
                    RunFailure.Kind.UNREACHABLE,
                    "Temporal's environment configuration cannot be read: " + e.getMessage()
                            + ". Look at the TEMPORAL_* variables and at temporal.toml.",
                    e);
        }
    }
}
