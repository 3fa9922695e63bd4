// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.model.run.FailureCode;

class KubernetesFailuresTest {

    /** The first sentence is that of an API server of 1.36 which had come up a moment before. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | pods \"p\" is forbidden: error looking up service account default/default: serviceaccount \"default\" not found | UNAVAILABLE",
                "403 | pods is forbidden: User \"eve\" cannot create resource \"pods\" in API group \"\" in the namespace \"default\" | ACCESS_DENIED",
                "403 | | ACCESS_DENIED",
                "401 | Unauthorized | ACCESS_DENIED",
                "404 | serviceaccounts \"default\" not found | NOT_FOUND",
                "500 | etcd | UNAVAILABLE"
            })
    void aServiceAccountThatIsNotThereYetIsNoRefusal(int status, String message, FailureCode expected) {
        assertThat(KubernetesFailures.code(new KubernetesClientException(message, status, null)))
                .isEqualTo(expected);
    }
}
