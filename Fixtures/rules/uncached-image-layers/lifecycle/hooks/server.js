const http = require("http")

const server = http.createServer((request, response) => {
  response.end("shop")
})

server.listen(8080)
