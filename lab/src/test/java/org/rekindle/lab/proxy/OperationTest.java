// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OperationTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /container-infra/v1/clusters, CREATE",
        "POST, /v1/clusters/, CREATE",
        "POST, /container-infra/v1/clusters/u-1/actions/upgrade, UPGRADE",
        "POST, /container-infra/v1/clusters/u-1/actions/resize, RESIZE",
        "DELETE, /container-infra/v1/clusters/u-1, DELETE",
        "DELETE, /container-infra/v1/clusters/u-1/nodegroups/core, CHANGE_ELSEWHERE",
        "POST, /container-infra/v1/clusters/u-1/nodegroups, ADD_NODE_GROUP",
        "POST, /container-infra/v1/certificates, SIGN",
        "POST, /identity/v3/auth/tokens, LOG_IN",
        "GET, /container-infra/v1/clusters, LIST_CLUSTERS",
        "GET, /container-infra/v1/clusters/u-1, SHOW_CLUSTER",
        "GET, /container-infra/v1/clusters/u-1/nodegroups, LIST_NODE_GROUPS",
        "GET, /container-infra/v1/clusters/u-1/nodegroups/core, SHOW_NODE_GROUP",
        "GET, /container-infra/v1/certificates/u-1, SHOW_AUTHORITY",
        "GET, /container-infra/v1/clustertemplates, LIST_TEMPLATES",
        "GET, /image/v2/images, LIST_IMAGES",
        "GET, /volume/v3/p-1/volumes/detail, LIST_VOLUMES",
        "GET, /container-infra/v1/, LOOK_ELSEWHERE",
        "GET, /network/v2.0/floatingips, LOOK_ELSEWHERE"
    })
    void isToldByMethodAndPath(String method, String path, Operation operation) {
        assertThat(Operation.of(method, path)).isEqualTo(operation);
    }
}
