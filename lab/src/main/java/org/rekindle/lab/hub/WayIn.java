// SPDX-License-Identifier: Apache-2.0
package org.rekindle.lab.hub;

/**
 * How a browser comes to hubs whose names no name server of the internet knows.
 *
 * @param proxy the HTTP proxy that knows them
 * @param authority the file of the authority that signs their certificates, in PEM
 */
public record WayIn(String proxy, String authority) {}
