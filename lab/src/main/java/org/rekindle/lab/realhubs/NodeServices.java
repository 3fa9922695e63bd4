// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.realhubs;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a kubelet asks a driver of volumes: pluginregistration.v1, and of csi.v1 Identity and Node. The messages are few and flat, so they
 * are read and written by their field numbers.
 */
final class NodeServices {
    private static final Logger LOG = LoggerFactory.getLogger(NodeServices.class);

    private static final UnknownFieldSet NOTHING = UnknownFieldSet.getDefaultInstance();

    private final HubPlane plane;
    private final String node;
    private final VolumeFolders volumes;

    NodeServices(HubPlane plane, String node, VolumeFolders volumes) {
        this.plane = plane;
        this.node = node;
        this.volumes = volumes;
    }

    List<ServerServiceDefinition> all() {
        return List.of(
                service(
                        "pluginregistration.Registration",
                        // Without an endpoint in field 3, the driver is where it was found.
                        Map.of(
                                "GetInfo",
                                request -> fields(Map.of(1, "CSIPlugin", 2, NodeDriver.NAME, 4, "1.0.0")),
                                "NotifyRegistrationStatus",
                                this::registered)),
                service(
                        "csi.v1.Identity",
                        Map.of(
                                "GetPluginInfo",
                                request -> fields(Map.of(1, NodeDriver.NAME, 2, "lab")),
                                "GetPluginCapabilities",
                                request -> NOTHING,
                                "Probe",
                                request -> NOTHING)),
                service(
                        "csi.v1.Node",
                        Map.of(
                                "NodeGetInfo",
                                request -> fields(Map.of(1, node)),
                                "NodeGetCapabilities",
                                request -> NOTHING,
                                "NodePublishVolume",
                                this::publish,
                                "NodeUnpublishVolume",
                                this::unpublish)));
    }

    private interface Answer {
        UnknownFieldSet to(UnknownFieldSet request) throws IOException;
    }

    private UnknownFieldSet registered(UnknownFieldSet status) {
        if (status.hasField(2)) {
            LOG.warn("the kubelet of {} does not take the driver: {}", node, text(status, 2));
        }
        return NOTHING;
    }

    /** A link in place of a mount, which would have to be made in the node's namespace: the container runtime follows it. */
    private UnknownFieldSet publish(UnknownFieldSet request) throws IOException {
        String volume = text(request, 1);
        if (!volumes.cloud().ids().contains(volume)) {
            throw Status.NOT_FOUND
                    .withDescription("the cloud has no volume " + volume)
                    .asRuntimeException();
        }
        Path target = plane.outside(text(request, 4));
        if (!Files.isSymbolicLink(target)) {
            Files.createSymbolicLink(target, volumes.of(volume));
        }
        return NOTHING;
    }

    private UnknownFieldSet unpublish(UnknownFieldSet request) throws IOException {
        Files.deleteIfExists(plane.outside(text(request, 2)));
        return NOTHING;
    }

    private static ServerServiceDefinition service(String name, Map<String, Answer> answers) {
        ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(name);
        answers.forEach((method, answer) -> service.addMethod(
                MethodDescriptor.newBuilder(Message.MARSHALLER, Message.MARSHALLER)
                        .setType(MethodType.UNARY)
                        .setFullMethodName(MethodDescriptor.generateFullMethodName(name, method))
                        .build(),
                ServerCalls.asyncUnaryCall((request, observer) -> {
                    try {
                        observer.onNext(answer.to(request));
                        observer.onCompleted();
                    } catch (StatusRuntimeException refused) {
                        observer.onError(refused);
                    } catch (IOException failed) {
                        observer.onError(Status.INTERNAL
                                .withDescription(method + ": " + failed)
                                .withCause(failed)
                                .asRuntimeException());
                    }
                })));
        return service.build();
    }

    private static UnknownFieldSet fields(Map<Integer, String> texts) {
        UnknownFieldSet.Builder message = UnknownFieldSet.newBuilder();
        texts.forEach((number, text) -> message.addField(
                number,
                Field.newBuilder()
                        .addLengthDelimited(ByteString.copyFromUtf8(text))
                        .build()));
        return message.build();
    }

    private static String text(UnknownFieldSet message, int number) {
        return message.getField(number).getLengthDelimitedList().get(0).toStringUtf8();
    }

    private enum Message implements MethodDescriptor.Marshaller<UnknownFieldSet> {
        MARSHALLER;

        @Override
        public InputStream stream(UnknownFieldSet message) {
            return message.toByteString().newInput();
        }

        @Override
        public UnknownFieldSet parse(InputStream stream) {
            try {
                return UnknownFieldSet.parseFrom(stream);
            } catch (IOException unreadable) {
                throw Status.INTERNAL
                        .withDescription("not a message")
                        .withCause(unreadable)
                        .asRuntimeException();
            }
        }
    }
}
