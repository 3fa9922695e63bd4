// SPDX-License-Identifier: Apache-2.0
package org.rekindle.workflows.model.fleet;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * The primary server of a zone that takes dynamic updates (RFC 2136), signed by TSIG (RFC 8945).
 *
 * @param server its name or address
 * @param keyName of the TSIG key
 * @param algorithm of the TSIG key, such as {@code hmac-sha256}
 * @param secretFile file on the worker's machine with the key in base64; its contents never travel
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rfc2136Provider(
        String server, int port, String zone, String keyName, String algorithm, String secretFile, List<String> within)
        implements DnsProvider {

    @Override
    public String place() {
        return server;
    }
}
