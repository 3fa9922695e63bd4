// SPDX-License-Identifier: Apache-2.0
package org.rekindle.activities.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "198.51.100.0/24, 198.51.100.0, true",
        "198.51.100.0/24, 198.51.100.255, true",
        "198.51.100.0/24, 198.51.101.0, false",
        "198.51.100.0/24, 198.51.99.255, false",
        "198.51.100.9/24, 198.51.100.7, true",
        "198.51.100.128/25, 198.51.100.127, false",
        "198.51.100.7, 198.51.100.7, true",
        "198.51.100.7, 198.51.100.8, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:0:0:0:0:0:1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::/0, 192.0.2.7, false",
        "198.51.100.0/24, hub.example.org, false",
        "198.51.100.0/24, 198.51.100.0/24, false"
    })
    void anAddressIsOfTheNetworkWhosePrefixItHas(String network, String address, boolean expected) {
        assertThat(IpNetwork.of(network))
                .hasValueSatisfying(of -> assertThat(of.contains(address)).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.org", "198.51.100.0/33", "2001:db8::/129", "198.51.100", "300.1.1.1", "1:2:3", "", "/24"
            })
    void whatIsNeitherANetworkNorAnAddressIsNone(String text) {
        assertThat(IpNetwork.of(text)).isEmpty();
    }

    @Test
    void theLongestPrefixesAreSingleAddresses() {
        assertThat(IpNetwork.of("198.51.100.7/32"))
                .hasValueSatisfying(
                        one -> assertThat(one.contains("198.51.100.7")).isTrue());
        assertThat(IpNetwork.of("2001:db8::7/128"))
                .hasValueSatisfying(
                        one -> assertThat(one.contains("2001:db8::7")).isTrue());
    }
}
