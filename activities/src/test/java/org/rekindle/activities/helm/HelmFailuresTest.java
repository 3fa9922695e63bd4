// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.helm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rekindle.workflows.model.run.FailureCode;

class HelmFailuresTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "UNAVAILABLE   | another operation (install/upgrade/rollback) is in progress",
                "UNAVAILABLE   | failed post-install: 1 error occurred: * timed out waiting for the condition",
                "UNAVAILABLE   | Kubernetes cluster unreachable: Get \"https://10.0.0.1:6443/version\": dial tcp: i/o timeout",
                "UNAVAILABLE   | Get \"https://10.0.0.1:6443/api\": tls: failed to verify certificate: x509: certificate has expired",
                "UNAVAILABLE   | looks like \"http://h/\" is not a valid chart repository or cannot be reached: connection refused",
                "NOT_FOUND     | chart \"absent\" matching 1.0 not found in release index. (try 'helm repo update'): no chart name found",
                "NOT_FOUND     | failed to fetch https://h/demo-1.tgz : 404 Not Found",
                "UNAVAILABLE   | failed to fetch https://h/demo-1.tgz : 503 Service Unavailable",
                "NOT_FOUND     | no chart version found for demo-9.9.9",
                "NOT_FOUND     | found in Chart.yaml, but missing in charts/ directory: postgresql",
                "NOT_FOUND     | Chart.yaml file is missing",
                "ACCESS_DENIED | query: failed to query with labels: Unauthorized",
                "ACCESS_DENIED | secrets is forbidden: User \"viewer\" cannot list resource \"secrets\" in namespace \"hub\"",
                "REFUSED       | execution error at (demo/templates/wrong.yaml:1:3): name a colour",
                "REFUSED       | Service \"x\" is invalid: spec.type: Unsupported value",
                "REFUSED       | pods \"x\" is forbidden: exceeded quota: small",
            })
    void tellsTheCodeByHelmsWords(FailureCode code, String text) {
        assertThat(HelmFailures.code(text)).isEqualTo(code);
    }
}
