"""A load client as vLLM's, guidellm's and llmperf's are built: asyncio, aiohttp, a time stamp and a JSON parse for each chunk.

    aiohttp_client.py URL CONNECTIONS stream|plain
"""
import asyncio
import json
import sys
import time

import aiohttp


async def stream(session, url, payload):
    times, text, usage, first = [], [], None, 0.0
    start = last = time.perf_counter()
    async with session.post(url, json=payload) as response:
        response.raise_for_status()
        async for line in response.content:
            line = line.strip()
            if not line.startswith(b"data:"):
                continue
            data = line[5:].strip()
            if data == b"[DONE]":
                continue
            now = time.perf_counter()
            chunk = json.loads(data)
            if chunk["choices"]:
                content = chunk["choices"][0]["delta"].get("content")
                if content:
                    if not first:
                        first = now - start
                    else:
                        times.append(now - last)
                    last = now
                    text.append(content)
            elif chunk.get("usage"):
                usage = chunk["usage"]
    return {"ttft": first, "itl": times, "latency": time.perf_counter() - start, "text": "".join(text), "usage": usage}


async def plain(session, url, payload):
    start = time.perf_counter()
    async with session.post(url, json=payload) as response:
        response.raise_for_status()
        body = await response.json()
    return {"latency": time.perf_counter() - start, "text": body["choices"][0]["message"]["content"], "usage": body["usage"]}


async def main(url, connections, kind):
    payload = {
        "model": "fixed",
        "messages": [{"role": "user", "content": "Hello, world!"}],
        "max_tokens": 128,
        "stream": kind == "stream",
    }
    if kind == "stream":
        payload["stream_options"] = {"include_usage": True}
    send = stream if kind == "stream" else plain
    results = []

    async def client():
        while True:
            results.append(await send(session, url, payload))
            if len(results) > 100_000:
                results.clear()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        await asyncio.gather(*(client() for _ in range(connections)))


asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
