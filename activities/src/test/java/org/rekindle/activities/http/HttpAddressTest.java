// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://cloud.example.org:5000/v3, cloud.example.org, 5000, https://cloud.example.org:5000/v3",
        "HTTPS://Cloud.Example.org/v3, cloud.example.org, 443, https://cloud.example.org/v3",
        "http://cloud, cloud, 80, http://cloud",
        "http://cloud:/v3, cloud, 80, http://cloud/v3",
        "https://[2001:DB8::1]:6443, 2001:db8::1, 6443, https://[2001:db8::1]:6443",
        "http://192.0.2.7:9511/v1, 192.0.2.7, 9511, http://192.0.2.7:9511/v1",
        "https://bücher.example/, xn--bcher-kva.example, 443, https://xn--bcher-kva.example/",
        "http://cloud.example.:80/identity/v3?a=b#c, cloud.example, 80, http://cloud.example:80/identity/v3?a=b",
        "https://Cloud.Example.org.:5000/v3, cloud.example.org, 5000, https://cloud.example.org:5000/v3",
    })
    void anAddressIsReadAsItIsWritten(String text, String host, int port, URI uri) throws Exception {
        HttpAddress address = HttpAddress.of(text);

        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(port);
        assertThat(address.isTls()).isEqualTo(uri.getScheme().equals("https"));
        assertThat(address.uri()).isEqualTo(uri);
        assertThat(HttpRequest.newBuilder(address.uri()).build().uri()).isEqualTo(uri);
    }

    /** A socket can go there, so host and port are told all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"keystone_api.openstack.svc", "_dmarc.example.org", "-dash.example.org", "node.1a"})
    void hostWithUnderscoreAndOthersThatJavaRefusesAreNamed(String host) throws Exception {
        HttpAddress address = HttpAddress.of("http://" + host + ":5000/v3");

        assertThat(address.host()).isEqualTo(host);
        assertThat(address.port()).isEqualTo(5000);
        assertThatThrownBy(address::uri)
                .isInstanceOf(NoHttpAddress.class)
                .hasMessageContaining(host)
                .hasMessageContaining("Java's HTTP client refuses")
                .hasMessageContaining("IP address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "cloud.example.org",
                "cloud.example.org:5000",
                "wss://cloud.example.org:9000",
                "gnocchi:8041",
                "http://",
                "http:///v3",
                "https://:0",
                "https://cloud:0",
                "https://cloud:65536",
                "https://cloud:99999999999",
                "https://cloud:port",
                "https://a b/",
                "https://[::1/",
                "https://[cloud]/",
                "https://cloud/a b",
                "https://cloud/{tenant}",
                " https://cloud/",
                "https://cloud/\n",
                "https://a..b",
                "https://a..",
                "https://.",
                "https://..:5000/v3"
            })
    void whatIsNoAddressIsRefusedWithACure(String text) {
        NoHttpAddress fault = catchThrowableOfType(
                NoHttpAddress.class, () -> HttpAddress.of(text).uri());

        assertThat(fault.problem()).isNotBlank().doesNotEndWith(".");
        assertThat(fault.cure()).isNotBlank().doesNotEndWith(".");
    }

    @Test
    void aPasswordIsRefusedAndNotQuoted() {
        assertThatThrownBy(() -> HttpAddress.of("https://ana:s3cret-canary@hub.example.org/"))
                .isInstanceOf(NoHttpAddress.class)
                .hasMessage("it holds a user or a password; take them out of the URL.");
    }

    @Test
    void aQueryIsNotShown() throws Exception {
        assertThat(HttpAddress.of("https://hub.example.org/hub?token=s3cret-canary"))
                .hasToString("https://hub.example.org/hub");
    }
}
