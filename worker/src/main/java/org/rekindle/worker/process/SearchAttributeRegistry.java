// SPDX-License-Identifier: Apache-2.0
package org.rekindle.worker.process;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.rekindle.worker.runs.RunFailure;
import org.rekindle.worker.runs.TemporalConnection;
import org.rekindle.workflows.api.SearchAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that Temporal knows our search attributes, since a run that sets an unknown one cannot go on. */
final class SearchAttributeRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(SearchAttributeRegistry.class);

    private SearchAttributeRegistry() {}

    /**
     * Adds what is missing.
     *
     * @throws RunFailure with the commands for an administrator, when we may not
     */
    static void ensure(TemporalConnection connection) {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder(connection.stubs().getOptions())
                        .validateAndBuildWithDefaults());
        try {
            List<SearchAttributeKey<?>> missing = missing(operator, connection.namespace());
            if (!missing.isEmpty()) {
                add(operator, connection.namespace(), missing);
            }
        } finally {
            operator.shutdown();
        }
    }

    private static List<SearchAttributeKey<?>> missing(OperatorServiceStubs operator, String namespace) {
        try {
            Set<String> known = operator.blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .getCustomAttributesMap()
                    .keySet();
            return SearchAttributes.ALL.stream()
                    .filter(key -> !known.contains(key.getName()))
                    .collect(Collectors.toList());
        } catch (StatusRuntimeException e) {
            if (isNotAllowed(e)) {
                LOG.warn(
                        "Temporal does not let the worker list the search attributes. If runs stop at their first step, run:\n{}",
                        commands(namespace, SearchAttributes.ALL));
                return List.of();
            }
            throw e;
        }
    }

    private static void add(OperatorServiceStubs operator, String namespace, List<SearchAttributeKey<?>> missing) {
        AddSearchAttributesRequest.Builder request =
                AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
        missing.forEach(key -> request.putSearchAttributes(key.getName(), key.getValueType()));
        try {
            operator.blockingStub().addSearchAttributes(request.build());
            LOG.info(
                    "Added the search attributes {}",
                    missing.stream().map(SearchAttributeKey::getName).toList());
        } catch (StatusRuntimeException e) {
            // Another worker may have been quicker.
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw new RunFailure(
                        RunFailure.Kind.REFUSED,
                        "Temporal does not let the worker add search attributes ("
                                + e.getStatus().getCode()
                                + "). Have an administrator of namespace " + namespace + " run:\n"
                                + commands(namespace, missing),
                        e);
            }
        }
    }

    private static boolean isNotAllowed(StatusRuntimeException e) {
        Status.Code code = e.getStatus().getCode();
        return code == Status.Code.PERMISSION_DENIED || code == Status.Code.UNIMPLEMENTED;
    }

    private static String commands(String namespace, List<SearchAttributeKey<?>> keys) {
        return keys.stream()
                .map(key -> "  temporal operator search-attribute create --namespace " + namespace + " --name "
                        + key.getName() + " --type " + typeName(key.getValueType()))
                .collect(Collectors.joining("\n"));
    }

    /** {@code INDEXED_VALUE_TYPE_DATETIME} is {@code Datetime} on Temporal's command line. */
    static String typeName(IndexedValueType type) {
        String name = type.name().replace("INDEXED_VALUE_TYPE_", "");
        return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
