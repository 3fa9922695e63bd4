// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.runs;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueRequest;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A Temporal server that lets in whoever shows the token of the day, and has the task that a test gives it. */
public final class GuardedTemporal implements AutoCloseable {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    /** The token of the day; null lets everybody in. */
    public volatile @Nullable String token;

    /** What a poll for a workflow task is answered. */
    public volatile PollWorkflowTaskQueueResponse task = PollWorkflowTaskQueueResponse.getDefaultInstance();

    private final Server server;

    public GuardedTemporal() throws IOException {
        server = ServerBuilder.forPort(0)
                .addService(new Service())
                .intercept(new Guard())
                .build()
                .start();
    }

    public String address() {
        return "127.0.0.1:" + server.getPort();
    }

    /** Returns when nothing answers any more: a server that is closing cancels a call, which is no refusal. */
    @Override
    public void close() {
        try {
            server.shutdownNow().awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Guard implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String wanted = token;
            if (wanted == null || ("Bearer " + wanted).equals(headers.get(AUTHORIZATION))) {
                return next.startCall(call, headers);
            }
            call.close(Status.PERMISSION_DENIED.withDescription("Request unauthorized."), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    private final class Service extends WorkflowServiceGrpc.WorkflowServiceImplBase {

        @Override
        public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answers) {
            answer(answers, GetSystemInfoResponse.getDefaultInstance());
        }

        @Override
        public void pollActivityTaskQueue(
                PollActivityTaskQueueRequest request, StreamObserver<PollActivityTaskQueueResponse> answers) {
            answer(answers, PollActivityTaskQueueResponse.getDefaultInstance());
        }

        @Override
        public void pollWorkflowTaskQueue(
                PollWorkflowTaskQueueRequest request, StreamObserver<PollWorkflowTaskQueueResponse> answers) {
            answer(answers, task);
        }

        @Override
        public void respondWorkflowTaskCompleted(
                RespondWorkflowTaskCompletedRequest request,
                StreamObserver<RespondWorkflowTaskCompletedResponse> answers) {
            answer(answers, RespondWorkflowTaskCompletedResponse.getDefaultInstance());
        }

        @Override
        public void respondWorkflowTaskFailed(
                RespondWorkflowTaskFailedRequest request, StreamObserver<RespondWorkflowTaskFailedResponse> answers) {
            answer(answers, RespondWorkflowTaskFailedResponse.getDefaultInstance());
        }

        private static <T> void answer(StreamObserver<T> answers, T message) {
            answers.onNext(message);
            answers.onCompleted();
        }
    }
}
